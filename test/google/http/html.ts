/** Google's pages for what no API answers: their titles and wording are as recorded. */

const PAGES = {
  404: { title: 'Error 404 (Not Found)!!1', heading: '404.', aside: 'That’s an error.' },
  502: { title: 'Error 502 (Server Error)!!1', heading: '502.', aside: 'That’s an error.' },
  413: {
    title: 'Error 413 (Request Entity Too Large)!!1',
    heading: '413.',
    aside: 'That’s an error.',
  },
}

const TEXTS = {
  404: (path: string) => `The requested URL <code>${path}</code> was not found on this server.`,
  413: () => 'Your client issued a request that was too large.',
  502: () =>
    'The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.',
}

/** @param path of the request, named on the page for 404. */
export function errorPage(status: keyof typeof PAGES, path = ''): string {
  const { title, heading, aside } = PAGES[status]
  const text = TEXTS[status](path.replaceAll(/[&<>"]/g, ''))
  return `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <meta name=viewport content="initial-scale=1, minimum-scale=1, width=device-width">
  <title>${title}</title>
  <p><b>${heading}</b> <ins>${aside}</ins>
  <p>${text}  <ins>That’s all we know.</ins>
`
}
