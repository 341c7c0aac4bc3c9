import { Action } from './action.tsx'

/** Prints the list as it is filtered, on A4. */
export function PrintButton({ word }: { word: string }) {
  return <Action onClick={() => print()}>{word}</Action>
}
