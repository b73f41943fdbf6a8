import { ask } from '#extension/lib/messages.ts'
import { Panel } from '#extension/sheet/panel.tsx'
import { mount } from '#extension/ui/mount.tsx'

await mount(<Panel />)
// Somebody looks: the background starts, if it had died, and tries again what waits.
await ask({ type: 'deliver' })
