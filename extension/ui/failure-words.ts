import type { ErrorCode } from '#shared/errors.ts'

/** What a person can do about a failure with one press. */
export type Remedy =
  | 'retry'
  | 'log_in'
  /** Ask for a Google connection, or for the missing part of one. */
  | 'connect_google'
  /** Look at the server's address. */
  | 'open_options'
  | 'choose_destination'
  /** Pick the spreadsheet in Google’s window. */
  | 'pick_file'
  /** Nothing here: the words say what to do elsewhere. */
  | 'none'

export type FailureWords = {
  /** `info` for what the person did themselves; nothing went wrong then. */
  tone: 'error' | 'warning' | 'info'
  /** What happened. */
  title: string
  why: string
  /** What to do next. */
  fix: string
  remedy: Remedy
}

/**
 * The words for each code. `message` is the server's own sentence, used where only it knows the
 * particular: which rule a password breaks, which address does not answer. `wait` is how long: `a minute`.
 */
export function failureWords(code: ErrorCode, message: string, wait: string): FailureWords {
  switch (code) {
    case 'invalid_input':
      return {
        tone: 'error',
        title: 'The server could not use that',
        why: message,
        fix: 'Correct it and try again.',
        remedy: 'none',
      }
    case 'weak_password':
      return {
        tone: 'error',
        title: 'That password is too easy to guess',
        why: message,
        fix: 'Choose a longer one, such as a few words that do not belong together.',
        remedy: 'none',
      }
    case 'flow_expired':
      return {
        tone: 'warning',
        title: 'That took too long',
        why: 'The page at Google stayed open past its time, or was used already.',
        fix: 'Start again.',
        remedy: 'retry',
      }
    case 'link_expired':
      return {
        tone: 'warning',
        title: 'This link no longer works',
        why: 'It was used already, or is older than an hour.',
        fix: 'Ask for a new one.',
        remedy: 'none',
      }
    case 'registration_closed':
      return {
        tone: 'warning',
        title: 'This server takes only those it knows',
        why: message,
        fix: 'Ask whoever runs it to let you in.',
        remedy: 'none',
      }
    case 'sign_in_again':
      return {
        tone: 'info',
        title: 'Sign in once more for this',
        why: 'It protects your account, and your last sign-in is a while ago.',
        fix: 'Sign out, sign in again, and come back.',
        remedy: 'log_in',
      }
    case 'https_needed':
      return {
        tone: 'error',
        title: 'The server takes only https',
        why: 'A request reached it in the clear, or its proxy does not say otherwise.',
        fix: 'Check that its address starts with https://. If it does, whoever runs it finds more in its log.',
        remedy: 'open_options',
      }
    case 'unauthenticated':
      return {
        tone: 'warning',
        title: 'You are signed out',
        why: 'Your session ended, or was ended from another device.',
        fix: 'Log in again. What waits to be sent is kept.',
        remedy: 'log_in',
      }
    case 'wrong_credentials':
      return {
        tone: 'error',
        title: 'Email and password do not match',
        why: 'No account has this email with this password.',
        fix: 'Check both and try again, or create an account.',
        remedy: 'none',
      }
    case 'email_taken':
      return {
        tone: 'warning',
        title: 'This email has an account',
        why: 'There is already a Sheetside account with it.',
        fix: 'Log in instead.',
        remedy: 'log_in',
      }
    case 'google_not_connected':
      return {
        tone: 'info',
        title: 'No Google account is connected',
        why: 'Sheetside has no sheets to work with yet.',
        fix: 'Connect the Google account that has them.',
        remedy: 'connect_google',
      }
    case 'google_reconnect_needed':
      return {
        tone: 'warning',
        title: 'Google ended the connection',
        why: 'It expired, or access was withdrawn in the Google account.',
        fix: 'Connect it again. What waits to be sent is kept.',
        remedy: 'connect_google',
      }
    case 'google_scope_missing':
      return {
        tone: 'warning',
        title: 'A permission is missing',
        why: 'Not every box was ticked when the Google account was connected.',
        fix: 'Connect again and tick them all.',
        remedy: 'connect_google',
      }
    case 'google_file_not_picked':
      return {
        tone: 'warning',
        title: 'This spreadsheet is not picked yet',
        why: 'On this server Sheetside sees only the files that you pick at Google. It may also have been deleted.',
        fix: 'Pick it in Google’s window.',
        remedy: 'pick_file',
      }
    case 'google_reauth_policy':
      return {
        tone: 'warning',
        title: 'Your organisation asks you to sign in again',
        why: 'It limits how long a Google sign-in lasts.',
        fix: 'Sign in to Google again.',
        remedy: 'connect_google',
      }
    case 'google_admin_blocked':
      return {
        tone: 'error',
        title: 'Your organisation blocks Sheetside',
        why: 'An administrator of your Google Workspace does not allow it.',
        fix: 'Ask them to allow it, or work with another Google account.',
        remedy: 'retry',
      }
    case 'sheet_forbidden':
      return {
        tone: 'error',
        title: 'No access to this spreadsheet',
        why: 'The connected Google account may not open it, or may only read it.',
        fix: 'Ask its owner for access, or choose another spreadsheet.',
        remedy: 'choose_destination',
      }
    case 'range_protected':
      return {
        tone: 'error',
        title: 'These cells are protected',
        why: 'The owner of the spreadsheet protected them against changes.',
        fix: 'Ask the owner, or choose another tab.',
        remedy: 'choose_destination',
      }
    case 'not_found':
      return {
        tone: 'error',
        title: 'Not there any more',
        why: 'The spreadsheet or the tab was deleted, or its link is wrong.',
        fix: 'Choose another one.',
        remedy: 'choose_destination',
      }
    case 'conflict':
      return {
        tone: 'warning',
        title: 'It changed in the meantime',
        why: 'Another window or device was faster.',
        fix: 'Look at it again, then repeat what you did.',
        remedy: 'retry',
      }
    case 'destination_changed':
      return {
        tone: 'error',
        title: 'The sheet’s columns have changed',
        why: 'Its header row, or a column that is filled, was deleted in the meantime.',
        fix: 'Choose the tab again, and check what goes where.',
        remedy: 'choose_destination',
      }
    case 'sheet_full':
      return {
        tone: 'error',
        title: 'The spreadsheet is full',
        why: 'Google allows ten million cells in one spreadsheet.',
        fix: 'Remove empty rows and columns, or choose another spreadsheet.',
        remedy: 'choose_destination',
      }
    case 'too_large':
      return {
        tone: 'error',
        title: 'Too much at once',
        // It says by how much, and what to do.
        why: message,
        fix: 'Nothing of it was sent.',
        remedy: 'none',
      }
    case 'upgrade_needed':
      return {
        tone: 'error',
        title: 'Sheetside needs an update',
        why: 'The server is newer than this extension.',
        fix: 'Update the extension, then try again.',
        remedy: 'retry',
      }
    case 'rate_limited':
      return {
        tone: 'warning',
        title: 'Too many attempts',
        why: 'The server slows them down to keep your account safe.',
        fix: `Wait ${wait}, then try again.`,
        remedy: 'retry',
      }
    case 'google_quota':
      return {
        tone: 'warning',
        title: 'Google asks for a pause',
        why: 'It allows only so many requests a minute.',
        fix: `Wait ${wait}, then try again.`,
        remedy: 'retry',
      }
    case 'google_misconfigured':
      return {
        tone: 'error',
        title: 'This server is not set up right at Google',
        why: 'Google refuses its Google Cloud project: one of its APIs may be switched off there. It is not your doing.',
        fix: 'Tell whoever runs the server; its log says what Google answered.',
        remedy: 'retry',
      }
    case 'google_unavailable':
      return {
        tone: 'error',
        title: 'Google does not answer',
        why: 'Google Sheets has a problem, or the server has no way to it.',
        fix: 'Try again in a moment.',
        remedy: 'retry',
      }
    case 'google_timeout':
      return {
        tone: 'error',
        title: 'Google took too long',
        why: 'It did not answer your server in time. A spreadsheet may be very large or busy calculating.',
        fix: 'Try again in a moment.',
        remedy: 'retry',
      }
    case 'internal':
      return {
        tone: 'error',
        title: 'The server made a mistake',
        why: 'It is not your doing. The server has noted the details.',
        fix: 'Try again. If it happens again, tell whoever runs the server.',
        remedy: 'retry',
      }
    case 'server_unreachable':
      return {
        tone: 'error',
        title: 'No connection to the server',
        why: message,
        fix: '',
        remedy: 'open_options',
      }
    case 'no_destination':
      return {
        tone: 'info',
        title: 'No sheet chosen yet',
        why: 'Sheetside does not know yet where to put what you send.',
        fix: 'Choose a spreadsheet and a tab in the side panel.',
        remedy: 'choose_destination',
      }
    case 'sign_in_cancelled':
      return {
        tone: 'info',
        title: 'Nothing was changed',
        why: 'Google’s page was closed or cancelled.',
        // Browsers close the window of a page that is an error, and say the same of it.
        fix: 'Start again whenever you like. If it closed by itself, tell whoever runs the server.',
        remedy: 'none',
      }
    case 'page_not_readable':
      return {
        tone: 'warning',
        title: 'This page cannot be read',
        why: 'Browsers keep extensions out of their own pages, their store and some documents.',
        fix: 'Copy the text and paste it into the sheet instead.',
        remedy: 'none',
      }
  }
}
