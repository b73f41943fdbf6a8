import { Popup } from '#extension/session/popup.tsx'
import { mount } from '#extension/ui/mount.tsx'

await mount(<Popup />)
