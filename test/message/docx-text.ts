import { unzipSync } from 'fflate'

/** What a Word file says, without its markup. */
export function docxText(content: Buffer): string {
  const part = unzipSync(content)['word/document.xml']
  if (part === undefined) throw new Error('not a Word file')
  return Buffer.from(part)
    .toString('utf8')
    .replaceAll(/<[^>]+>/g, '')
}
