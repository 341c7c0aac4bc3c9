import { useRouterState } from '@tanstack/react-router'
import { useContext } from 'react'
import type { MenuSystem, SignedIn } from '#contract/session.ts'
import { link, useAddress } from '../lib/address.ts'
import { ENTRIES, PAGES } from '../lib/menu-entries.ts'
import type { Entry } from '../lib/menu-entries.ts'
import { PlaceContext } from '../lib/place.ts'
import { t } from '../lib/t.ts'

/** What keeps the instance running stands below a rule. */
const FIRST_BELOW = 'import'

/** The menu: the same on the left of the desk and in the drawer of a small screen. */
export function Menu({ me, onGo }: { me: SignedIn; onGo?: () => void }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { entry: placed } = useContext(PlaceContext)
  const { systems } = me
  const seen = ENTRIES.filter((entry) => me.menu.includes(entry.id) && !isBare(entry, systems))
  const firstBelow = seen.find(
    (entry) => ENTRIES.indexOf(entry) >= ENTRIES.findIndex((e) => e.id === FIRST_BELOW),
  )
  return (
    <ul className="menu-items">
      {seen.map((entry) => (
        <li key={entry.id} className={entry === firstBelow ? 'menu-below' : undefined}>
          <a href={entry.path} aria-current={currentOf(entry, path, placed)} onClick={onGo}>
            {t(entry.title)}
          </a>
          {currentOf(entry, path, placed) !== undefined && (
            <Systems entry={entry} me={me} path={path} onGo={onGo} />
          )}
        </li>
      ))}
    </ul>
  )
}

/** Supervision consists of systems alone: without one there is nothing behind it. */
function isBare(entry: Entry, systems: readonly MenuSystem[]): boolean {
  return entry.id === 'supervision' && !systems.some(({ menu }) => menu === entry.id)
}

type SystemsProps = {
  entry: Entry
  me: SignedIn
  path: string
  onGo: (() => void) | undefined
}

/** The systems and pages that are found under an entry. */
function Systems({ entry, me, path, onGo }: SystemsProps) {
  const { system: open } = useAddress()
  const own = me.systems.filter(({ menu }) => menu === entry.id)
  const pages = PAGES.filter(
    ({ id, only }) => id === entry.id && (only === undefined || me.menu.includes(only)),
  )
  if (own.length === 0 && pages.length === 0) return null
  return (
    <ul className="menu-systems">
      {pages.map((page) => (
        <li key={page.path}>
          <a href={page.path} aria-current={page.path === path ? 'true' : undefined} onClick={onGo}>
            {t(page.title)}
          </a>
        </li>
      ))}
      {own.map(({ id, title }) => (
        <li key={id}>
          <a
            href={link('/cases', { system: id })}
            aria-current={id === open ? 'true' : undefined}
            onClick={onGo}
          >
            {t(title)}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The entry whose page this is, or under which it lies: as its address says, or the page itself. */
function currentOf(entry: Entry, path: string, placed: string | null): 'page' | 'true' | undefined {
  if (path === entry.path) return 'page'
  const within = placed === null ? isWithin(entry.path, path) : entry.id === placed
  return within ? 'true' : undefined
}

function isWithin(entry: string, path: string): boolean {
  return entry !== '/' && path.startsWith(`${entry}/`)
}
