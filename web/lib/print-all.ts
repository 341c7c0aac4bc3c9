/** Asks every list on the page to draw all of its rows. */
export const PRINT_ALL = 'yanpei:print-all'
const PATIENCE_MS = 30_000

/** Prints the page once its lists are whole; rows that have not been read yet are read first. */
export async function printAll(): Promise<void> {
  dispatchEvent(new Event(PRINT_ALL))
  const until = Date.now() + PATIENCE_MS
  do await new Promise((resolve) => setTimeout(resolve, 60))
  while (document.querySelector('.table .bone') !== null && Date.now() < until)
  print()
}
