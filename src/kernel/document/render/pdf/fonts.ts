import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A font file; of a collection the face. */
export type FontFile = { path: string; face?: string }

/** The faces of the program's own font: text and heads. */
export const FACES: Readonly<Record<Face, FontFile>> = {
  text: { path: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf') },
  head: { path: require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf') },
}
export type Face = 'text' | 'head'

/** What servers have for rare characters such as 𠮷, which the program's own font lacks; best first. */
const OTHERS: readonly FontFile[] = [
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc', face: 'NotoSerifCJKsc-Regular' },
  { path: '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', face: 'NotoSansCJKsc-Regular' },
  { path: 'C:/Windows/Fonts/simsunb.ttf' },
  { path: '/System/Library/Fonts/Supplemental/Songti.ttc', face: 'STSongti-SC-Regular' },
]

/** A small font of the package list that has 𠮷, where it is installed. */
const SMALL = '@expo-google-fonts/dela-gothic-one/400Regular/DelaGothicOne_400Regular.ttf'

/** The fonts to look in for characters that the program's own font lacks, as far as they are installed. */
export function otherFonts(face: Face): FontFile[] {
  const all = face === 'text' ? OTHERS : [...OTHERS.map(bold), ...OTHERS]
  const found = all.filter(({ path }) => existsSync(path))
  try {
    return [...found, { path: require.resolve(SMALL) }]
  } catch {
    return found
  }
}

function bold({ path, face }: FontFile): FontFile {
  const heavier = (text: string): string => text.replace('-Regular', '-Bold')
  return { path: heavier(path), ...(face === undefined ? {} : { face: heavier(face) }) }
}
