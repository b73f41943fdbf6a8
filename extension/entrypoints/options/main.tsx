import { Options } from '#extension/settings/options.tsx'
import { mount } from '#extension/ui/mount.tsx'

await mount(<Options />)
