import { defineConfig } from 'wxt'
import { CHROMIUM_PUBLIC_KEY, GECKO_ID, SEND_COMMAND } from './shared/extension.ts'

export default defineConfig({
  srcDir: 'extension',
  entrypointsDir: 'entrypoints',
  publicDir: 'extension/public',
  imports: false,
  modules: ['@wxt-dev/module-react', '@wxt-dev/webextension-polyfill'],
  manifest: ({ browser }) => ({
    name: 'Sheetside',
    description: 'Your Google Sheets beside any page. Send what you select straight into them.',
    permissions: [
      'storage',
      'contextMenus',
      'activeTab',
      'scripting',
      'identity',
      'alarms',
      'notifications',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
    ],
    // Asked for at run time only: for one server, where a browser does not honour its CORS answer, and
    // for all pages, where a person wants the panel's own button to read what is selected.
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    incognito: 'spanning',
    action: { default_title: 'Sheetside' },
    commands: {
      [SEND_COMMAND]: {
        description: 'Send the selection to its sheet',
        // Free in Chromium and in Firefox; ChromeOS has its status area there.
        suggested_key: {
          default: 'Alt+Shift+S',
          ...(browser !== 'firefox' && { chromeos: 'Ctrl+Shift+Y' }),
        },
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '140.0',
              data_collection_permissions: {
                required: ['authenticationInfo', 'websiteContent', 'browsingActivity'],
              },
            },
          },
          // Firefox upgrades http to https in extension pages by default; a server on
          // http://localhost would then never be reached.
          content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
        }
      : // The first in which every extension may open its own popup again, after Google's window.
        { key: CHROMIUM_PUBLIC_KEY, minimum_chrome_version: '127' }),
  }),
})
