declare module 'virtual:traditional-words' {
  /** Simplified text → Traditional text. */
  const words: Record<string, string>
  export default words
  /** The same for the fixed pieces of the server's sentences. */
  export const pieces: Record<string, string>
}
