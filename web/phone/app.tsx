/** @jsxImportSource ./dom */
import { t } from '../lib/t.ts'
import { live } from './dom/live.ts'
import { cell } from './lib/cell.ts'
import { sendable } from './lib/check-in.ts'
import { later } from './lib/later.ts'
import { codeOfPath } from './lib/link.ts'
import { step } from './lib/router.ts'
import { account, signedIn } from './lib/session.ts'
import { ActivatePage } from './pages/activate.tsx'
import { CheckInPage } from './pages/check-in.tsx'
import { CreditsPage } from './pages/credits.tsx'
import { MinePage } from './pages/mine.tsx'
import { PasswordPage } from './pages/password.tsx'
import { ScanPage } from './pages/scan.tsx'
import { ShortCodePage } from './pages/short-code.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { TodayPage } from './pages/today.tsx'
import { Page, Skeleton } from './ui/parts.tsx'
import { Tabs } from './ui/tabs.tsx'

const PAGES: Record<string, () => Node> = {
  '/m/credits': CreditsPage,
  '/m/mine': MinePage,
  '/m/password': PasswordPage,
  '/m/problems': later(
    () => import('./pages/problems.tsx').then((script) => script.ProblemsPage),
    coming('小课题'),
  ),
  '/m/scan': ScanPage,
  '/m/code': ShortCodePage,
  '/m/handbook': later(
    () => import('./pages/handbook.tsx').then((script) => script.HandbookPage),
    coming('行动手册'),
  ),
  '/m/library': later(
    () => import('./pages/library.tsx').then((script) => script.LibraryPage),
    coming('资源库'),
  ),
  '/m/titles': later(
    () => import('./pages/titles.tsx').then((script) => script.TitlesPage),
    coming('我的称号'),
  ),
  '/m/works': later(() => import('./pages/works.tsx').then((script) => script.WorksPage), coming('我的作品')),
}

/** What is shown while the script of a page is on its way. */
function coming(title: string): () => Node {
  return () => (
    <Page title={t(title)} back="/m/mine">
      <Skeleton />
    </Page>
  )
}

function pageOf(where: string): Node {
  const code = codeOfPath(where)
  return code === null ? (PAGES[where] ?? TodayPage)() : <CheckInPage code={code} />
}

/** What goes on by itself after signing in. */
function purposeOf(where: string): string | null {
  if (codeOfPath(where) !== null) return t('登录后自动签到，不用重新扫码。')
  const count = sendable(account.get()?.login ?? null).length
  return count === 0 ? null : t('{count} 条签到已存在手机里，登录后自动上传。', { count })
}

function currentView(): { where: string; inside: boolean } {
  return { where: step.get().path, inside: signedIn.get() }
}

/** The phone's pages: signing in where nobody is, else the page of the path with the tabs beneath. */
export function App(): Node {
  // One cell for both, so that a change of either draws once.
  const view = cell(currentView())
  const follow = (): void => view.set(currentView())
  step.watch(follow)
  signedIn.watch(follow)
  return live(view, ({ where, inside }) => {
    if (where === '/m/activate') return <ActivatePage />
    if (!inside) return <SignInPage purpose={purposeOf(where)} />
    return [pageOf(where), <Tabs path={where} />]
  })
}
