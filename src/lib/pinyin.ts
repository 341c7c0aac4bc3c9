import { pinyin } from 'pinyin-pro'

/**
 * Pinyin initials by which people search names ("zs" finds 张三); surnames are read as surnames (单 is shan).
 * Characters without pinyin stay, in lower case: "A张" gives "az". Not for sorting.
 */
export function pinyinInitials(name: string): string {
  const letters = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' })
  return letters
    .join('')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
