import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { refreshBadge } from '#extension/background/badge.ts'
import { updateMenu } from '#extension/background/context-menu.ts'
import { endDeadFlow } from '#extension/background/google-flow.ts'
import { onNoticeButtonClicked, onNoticeClicked } from '#extension/background/notice-clicked.ts'
import { ALARM, round, roundWhenMended, roundWhenReachable } from '#extension/background/round.ts'
import { onMenuClicked } from '#extension/background/send-clicked.ts'
import { onCommand } from '#extension/background/shortcut.ts'
import { resumeTakingBack } from '#extension/background/take-back.ts'
import { takeMessage } from '#extension/background/take-message.ts'
import { lastMe, server, session } from '#extension/lib/storage.ts'
import { watchEntries } from '#extension/outbox/outbox.ts'

/**
 * Wiring. Every listener is here, registered before anything is awaited, or the event that started the
 * background would find none.
 */
export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(() => void updateMenu(true))
  // Heard so that the background starts with the browser, and with it what waits.
  browser.runtime.onStartup.addListener(() => void updateMenu(true))
  browser.runtime.onMessage.addListener(takeMessage)
  browser.contextMenus.onClicked.addListener((click, tab) => void onMenuClicked(click, tab))
  browser.commands.onCommand.addListener((command, tab) => void onCommand(command, tab))
  browser.notifications.onClicked.addListener((id) => void onNoticeClicked(id))
  browser.notifications.onButtonClicked?.addListener(
    (id, button) => void onNoticeButtonClicked(id, button),
  )
  browser.alarms.onAlarm.addListener(({ name }) => void (name === ALARM && round()))
  self.addEventListener('online', () => void roundWhenReachable())
  watchEntries(() => void refreshBadge())
  for (const item of [session, lastMe, server]) item.watch(() => void personMayHaveChanged())

  void start()
})

async function start(): Promise<void> {
  // Chromium alone lets pages' scripts, had it any, be kept away from the session.
  await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
  await endDeadFlow()
  await updateMenu()
  await Promise.all([resumeTakingBack(), round()])
}

async function personMayHaveChanged(): Promise<void> {
  await updateMenu()
  await roundWhenMended()
}
