/**
 * What two headers are compared by: without case, accents, punctuation and the width of blanks, so
 * that “Prix (€)” is “prix €” and “E-mail” is “E mail”. A header of signs alone keeps them. Empty for
 * a header that names nothing.
 */
export function headerKey(header: string): string {
  const plain = header
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .toLowerCase()
  const words = plain.replace(/[^\p{L}\p{N}\p{Sc}%#]+/gu, ' ').trim()
  return words === '' ? plain.trim() : words
}
