import { useRouterState } from '@tanstack/react-router'
import { useContext } from 'react'
import type { Me } from '#contract/session.ts'
import { PlaceContext } from '../lib/place.ts'
import { t } from '../lib/t.ts'

type Entry = { id: string; title: string; path: string }

/** The worlds of the work, in the users' words and order. Which ones a role sees, the server says. */
const ENTRIES: readonly Entry[] = [
  { id: 'today', title: '今日', path: '/' },
  { id: 'network', title: '研修网络', path: '/network' },
  { id: 'people', title: '教师队伍', path: '/people' },
  { id: 'training', title: '培训', path: '/training' },
  { id: 'school-based', title: '校本研修', path: '/school-based' },
  { id: 'research', title: '教研', path: '/research' },
  { id: 'credits', title: '学分', path: '/credits' },
  { id: 'figures', title: '统计', path: '/figures' },
  { id: 'documents', title: '公文', path: '/documents' },
  { id: 'import', title: '导入', path: '/import' },
  { id: 'accounts', title: '账号', path: '/accounts' },
  { id: 'audit', title: '审计日志', path: '/audit' },
]
/** What keeps the instance running stands below a rule. */
const FIRST_BELOW = 'import'

/** The menu: the same on the left of the desk and in the drawer of a small screen. */
export function Menu({ me, onGo }: { me: Me; onGo?: () => void }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { entry: placed } = useContext(PlaceContext)
  const seen = ENTRIES.filter((entry) => me.menu.includes(entry.id))
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
