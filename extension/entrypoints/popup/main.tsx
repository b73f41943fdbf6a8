import { ask } from '#extension/lib/messages.ts'
import { Popup } from '#extension/session/popup.tsx'
import { mount } from '#extension/ui/mount.tsx'

await mount(<Popup />)
// Somebody looks: the background starts, if it had died, and tries again what waits.
await ask({ type: 'deliver' })
