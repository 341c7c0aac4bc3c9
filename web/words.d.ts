declare module 'virtual:traditional-words' {
  /** Simplified text → Traditional text. */
  const words: import('./build/packed.ts').Packed
  export default words
}
declare module 'virtual:traditional-pieces' {
  /** The same for the fixed pieces of the server's sentences. */
  const pieces: import('./build/packed.ts').Packed
  export default pieces
}
