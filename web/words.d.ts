declare module 'virtual:traditional-words' {
  /** Simplified text → Traditional text. */
  const words: Record<string, string>
  export default words
}
