/** Google's pages for what no API answers; titles and words as recorded, or of public error reports. */
const PAGES = {
  404: {
    title: 'Error 404 (Not Found)!!1',
    text: (path: string) => `The requested URL <code>${path}</code> was not found on this server.`,
  },
  502: {
    title: 'Error 502 (Server Error)!!1',
    text: () =>
      'The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.',
  },
}

/** @param path of the request, named on the page for 404. */
export function errorPage(status: keyof typeof PAGES, path = ''): string {
  const { title, text } = PAGES[status]
  return `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <meta name=viewport content="initial-scale=1, minimum-scale=1, width=device-width">
  <title>${title}</title>
  <a href=//www.google.com/><span id=logo aria-label=Google></span></a>
  <p><b>${String(status)}.</b> <ins>That’s an error.</ins>
  <p>${text(path.replaceAll(/[&<>"]/g, ''))}  <ins>That’s all we know.</ins>
`
}
