import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { changeServer, type Standing } from '#extension/session/stored.ts'
import { Button } from '#extension/ui/button.tsx'
import { Notice } from '#extension/ui/notice.tsx'
import { TextField } from '#extension/ui/text-field.tsx'
import { checkServer, type ServerHealth } from './check-server.ts'
import { askForHost, hasHost } from './host-permission.ts'
import { parseServerAddress } from './server-address.ts'
import styles from './server-form.module.css'

type Checked = { address: string; health: ServerHealth; mayHelp: boolean; saved: boolean }

/** The address of the server, checked and saved. */
export function ServerForm({ standing }: { standing: Standing }) {
  const [typed, setTyped] = useState(standing.server)
  const [why, setWhy] = useState<string | null>(null)
  const run = useMutation({ mutationFn: checkAndSave })
  const parsed = parseServerAddress(typed)
  const moves = parsed.ok && parsed.address !== standing.server

  const start = (save: boolean) => {
    if (!parsed.ok) {
      setWhy(parsed.why)
      run.reset()
      return
    }
    setTyped(parsed.address)
    run.mutate({ address: parsed.address, save })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    start(true)
  }

  return (
    <form className={styles.form} noValidate onSubmit={onSubmit}>
      <TextField
        label="Server address"
        name="server"
        type="url"
        inputMode="url"
        autoComplete="url"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setWhy(null)
          run.reset()
        }}
        error={why}
        hint="The Sheetside server that you or your team run."
      />
      {moves && standing.session !== null && (
        <Notice tone="warning" title="Saving signs you out">
          Your session belongs to {standing.server} and is never sent to another server.
        </Notice>
      )}
      {run.data && (
        <Outcome
          checked={run.data}
          // Asked within the click; only then is anything awaited.
          onAllow={({ address, saved }) =>
            run.mutate({ address, save: saved, allowed: askForHost(address) })
          }
        />
      )}
      <div className={styles.buttons}>
        <Button
          variant="outlined"
          busy={run.isPending && !run.variables.save}
          onClick={() => start(false)}
        >
          Check
        </Button>
        <Button
          type="submit"
          disabled={!moves && why === null && parsed.ok}
          busy={run.isPending && run.variables.save}
        >
          Save
        </Button>
      </div>
    </form>
  )
}

async function checkAndSave({
  address,
  save,
  allowed,
}: {
  address: string
  save: boolean
  /** The person's answer to the browser's question, where it was put to them. */
  allowed?: Promise<boolean>
}): Promise<Checked> {
  await allowed
  if (save) await changeServer(address)
  const health = await checkServer(address)
  const mayHelp = health === 'blocked' && !(await hasHost(address))
  return { address, health, mayHelp, saved: save }
}

function Outcome({ checked, onAllow }: { checked: Checked; onAllow: (checked: Checked) => void }) {
  const { address, health, mayHelp, saved } = checked
  const begin = saved ? 'Saved. ' : ''
  switch (health) {
    case 'ok':
      return (
        <Notice tone="success" title={saved ? 'Saved' : 'All is well'}>
          A Sheetside server answers at {address}.
        </Notice>
      )
    case 'not_sheetside':
      return (
        <Notice tone="error" title={`${begin}This is not a Sheetside server`}>
          Something else answers at {address}. Check the address and its port.
        </Notice>
      )
    case 'unreachable':
      return (
        <Notice tone="error" title={`${begin}No answer`}>
          Nothing answers at {address}. Check that the server runs, that the address and its port
          are right, and that you are online.
        </Notice>
      )
    case 'blocked':
      return mayHelp ? (
        <Notice
          tone="warning"
          title={`${begin}Your browser wants your permission`}
          action={
            <Button size="small" variant="text" onClick={() => onAllow(checked)}>
              Allow access to this server
            </Button>
          }
        >
          Something answers at {address}, but Sheetside may not read it yet.
        </Notice>
      ) : (
        <Notice tone="error" title={`${begin}The server refuses this extension`}>
          Something answers at {address}, but not to this extension. Add its redirect URL to
          EXTENSION_REDIRECTS in the server’s settings.
        </Notice>
      )
  }
}
