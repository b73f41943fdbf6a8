import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { captureSelection } from '#extension/capture/selection.ts'

export default defineUnlistedScript(() => captureSelection(document))
