import { lastTheme } from '#extension/lib/storage.ts'
import type { Theme } from '#shared/contract/account.ts'

/** Gives the page the person's theme, now and whenever it changes anywhere. */
export async function followTheme(): Promise<void> {
  lastTheme.watch(apply)
  apply(await lastTheme.read())
}

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme
}
