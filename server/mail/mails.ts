import type { Mail } from './mailer.ts'

/**
 * Every mail that the server sends. Each says why it came and what to do if it was not you, and holds
 * nothing that a stranger could have written into it.
 */

const ONCE = 'The link works once, for an hour.'

export function createAccountMail(to: string, server: string, link: string): Mail {
  return mail(
    to,
    'Create your Sheetside account',
    `This email was given to create an account on the Sheetside server ${server}.`,
    `Choose a password here:\n${link}`,
    ONCE,
    'If it was not you, do nothing: no account is created.',
  )
}

export function resetPasswordMail(to: string, server: string, link: string): Mail {
  return mail(
    to,
    'Choose a new Sheetside password',
    `A link was asked for, to get into your account on the Sheetside server ${server}.`,
    `Choose a new password here:\n${link}`,
    `${ONCE} All devices are then signed out.`,
    'If it was not you, do nothing: your password stays as it is. Whoever asked does not see this mail.',
  )
}

/** To the new email, for an account whose email was proven before. */
export function confirmEmailMail(to: string, server: string, link: string): Mail {
  return mail(
    to,
    'Confirm your email for Sheetside',
    `Somebody who is signed in to the Sheetside server ${server} wants to use this email for their account.`,
    `If it is you, confirm it here:\n${link}`,
    ONCE,
    'If it was not you, do nothing, and do not confirm it for anybody else: it is not your account.',
  )
}

/** To the new email, where nobody has proven yet whose account it is. */
export function claimEmailMail(to: string, server: string, link: string): Mail {
  return mail(
    to,
    'Confirm your email for Sheetside',
    `Somebody who is signed in to the Sheetside server ${server} wants to use this email for their account.`,
    `If it is you, confirm it here. You also choose a new password, and connect Google again:\n${link}`,
    `${ONCE} All devices are then signed out.`,
    'If it was not you, do nothing.',
  )
}

/** To the new email, which has an account of its own. */
export function emailInUseMail(to: string, server: string): Mail {
  return mail(
    to,
    'Your email is in use on Sheetside',
    `Somebody who is signed in to the Sheetside server ${server} wanted to use this email for their account. ` +
      'It belongs to yours, so nothing was changed.',
    'If it was you: log in with this email instead. “Forgot password?” gets you in.',
    'If it was not you, there is nothing to do.',
  )
}

/** To the email that an account has, while the new one is not confirmed yet. */
export function emailChangeNotice(to: string, server: string, newEmail: string): Mail {
  return mail(
    to,
    'Your Sheetside email is about to change',
    `Your account on the Sheetside server ${server} is to have another email: ${newEmail}. ` +
      'It changes when a link that was mailed there is opened.',
    'If it was not you: open Sheetside, choose “Forgot password?” with this email, and set a new ' +
      'password right away. That signs all devices out, and the link then does not work any more.',
  )
}

/** After a password was set, by a link or by who was signed in. */
export function passwordChangedNotice(to: string, server: string): Mail {
  return mail(
    to,
    'Your Sheetside password was changed',
    `The password of your account on the Sheetside server ${server} was changed just now, and all ` +
      'other devices were signed out.',
    'If it was not you: open Sheetside, choose “Forgot password?” and set a new one. Then look at ' +
      'Account → Activity, and at the Google accounts that are connected.',
  )
}

function mail(to: string, subject: string, ...paragraphs: string[]): Mail {
  return { to, subject, text: `${paragraphs.join('\n\n')}\n` }
}
