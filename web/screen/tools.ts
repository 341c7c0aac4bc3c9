import { activityPage } from '#contract/activity.ts'
import { call, Failure } from '../lib/call.ts'
import { part, show, write } from './page.ts'
import { pathOf } from './place.ts'
import type { Place } from './place.ts'
import { drawSheet, workbookPath } from './sheet.ts'

/** Sets up the buttons beneath the screen: a larger code, full screen, the sheet of paper, the slots beside this one. */
export function setUpTools(place: Place): void {
  part('bigger', HTMLElement).addEventListener('click', enlarge)
  part('full', HTMLElement).addEventListener('click', () => void document.documentElement.requestFullscreen())
  document.addEventListener('fullscreenchange', () => show('full', document.fullscreenElement === null))
  show('full', document.fullscreenEnabled)
  part('print', HTMLElement).addEventListener('click', () => void print(place))
  part('workbook', HTMLAnchorElement).href = workbookPath(place)
  void linkNeighbours(place)
}

/** For the last row of a deep hall: the code takes the room of the names. */
function enlarge(): void {
  const big = part('screen', HTMLElement).classList.toggle('big')
  part('bigger', HTMLElement).setAttribute('aria-pressed', String(big))
}

async function print(place: Place): Promise<void> {
  try {
    drawSheet(await call(activityPage, { params: { id: place.id } }), place)
    window.print()
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure
    write('trouble', failure.problem.because)
    show('trouble', true)
  }
}

async function linkNeighbours(place: Place): Promise<void> {
  // Without the list of slots the links stay away; the screen itself does not need it.
  const page = await call(activityPage, { params: { id: place.id } }).catch(() => null)
  const slots = page?.slots.map((slot) => slot.slot) ?? []
  link('before', slots.includes(place.slot - 1) ? { ...place, slot: place.slot - 1 } : null)
  link('after', slots.includes(place.slot + 1) ? { ...place, slot: place.slot + 1 } : null)
}

function link(id: string, to: Place | null): void {
  if (to !== null) part(id, HTMLAnchorElement).href = pathOf(to)
  show(id, to !== null)
}

function askToStayAwake(): void {
  if (document.visibilityState === 'visible')
    void navigator.wakeLock?.request('screen').catch(() => undefined)
}

/** Keeps the computer's display on while the page is seen; a browser that cannot leaves it to the person. */
export function stayAwake(): void {
  document.addEventListener('visibilitychange', askToStayAwake)
  askToStayAwake()
}
