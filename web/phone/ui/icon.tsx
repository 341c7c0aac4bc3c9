/** @jsxImportSource ../dom */

/** Drawn, not typed: the fonts of old phones lack many signs. All on a field of 24 × 24. */
const DRAWINGS = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  credits: 'M5 20v-6M12 20V9M19 20V4',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  mine: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  done: 'M4 13l5 5L20 7',
  refused: 'M6 6l12 12M18 6L6 18',
  waits: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l4 2',
  kept: 'M7 3h10v18H7zM12 15V8M9 11l3-3 3 3',
}

export type Drawing = keyof typeof DRAWINGS

/** A small drawing beside a word that says the same. */
export function Icon(props: { of: Drawing }): Node {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={DRAWINGS[props.of]} />
    </svg>
  )
}
