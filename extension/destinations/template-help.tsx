import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronDown } from 'lucide-react'
import { formatTokens } from '#shared/template/date-format.ts'
import { filters } from '#shared/template/filters.ts'
import { variables } from '#shared/template/variables.ts'
import styles from './template-help.module.css'

/** Everything that a template can say, out of the catalogues that templates are read by. */
export function TemplateHelp() {
  return (
    <Collapsible.Root className={styles.help}>
      <Collapsible.Trigger className={styles.trigger}>
        What can go in here
        <ChevronDown aria-hidden="true" />
      </Collapsible.Trigger>
      <Collapsible.Panel className={styles.panel}>
        <p>
          Text stands as it is. A name in double braces is replaced: <code>{'{{title}}'}</code>. On
          its own it keeps its type, so that a date stays a date and a link stays a link.
        </p>
        <h4>Names</h4>
        <dl className={styles.list}>
          {variables.map(({ name, words, example }) => (
            <div key={name}>
              <dt>
                <code>{example}</code>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <h4>Filters</h4>
        <p>
          They come after a bar and change what is there, one after the other:{' '}
          <code>{'{{title|trim|truncate:80}}'}</code>.
        </p>
        <dl className={styles.list}>
          {filters.map(({ name, words, example }) => (
            <div key={name}>
              <dt>
                <code>|{example.filter}</code>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <h4>Dates and times</h4>
        <p>
          <code>{'{{date:D MMMM YYYY}}'}</code> is made of these letters; words go in [brackets].
        </p>
        <dl className={styles.tokens}>
          {formatTokens.map(({ token, gives }) => (
            <div key={token}>
              <dt>
                <code>{token}</code>
              </dt>
              <dd>{gives}</dd>
            </div>
          ))}
        </dl>
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}
