import { Panel } from '#extension/sheet/panel.tsx'
import { mount } from '#extension/ui/mount.tsx'

await mount(<Panel />)
