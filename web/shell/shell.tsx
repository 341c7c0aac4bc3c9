import { Outlet, useRouterState } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { PlaceContext } from '../lib/place.ts'
import { useMe } from '../lib/session.ts'
import { t } from '../lib/t.ts'
import { Loading } from '../ui/states.tsx'
import { Menu } from './menu.tsx'
import { TopBar } from './top-bar.tsx'

/** Menu to the left, region and year above, the page in the middle. */
export function Shell() {
  const me = useMe()
  const main = useRef<HTMLElement>(null)
  const [drawer, setDrawer] = useState(false)
  const [entry, stand] = useState<string | null>(null)
  const place = useMemo(() => ({ entry, stand }), [entry])
  useFocusAfterGoing(main)
  return (
    <PlaceContext value={place}>
      <div className="shell">
        <a className="skip" href="#main">
          {t('跳到正文')}
        </a>
        <TopBar onMenu={() => setDrawer(true)} />
        <nav className="menu" aria-label={t('主菜单')}>
          <Menu me={me} />
        </nav>
        <Drawer
          placement="left"
          size={240}
          open={drawer}
          onClose={() => setDrawer(false)}
          title={t('菜单')}
          destroyOnHidden
        >
          <nav aria-label={t('主菜单')}>
            <Menu me={me} onGo={() => setDrawer(false)} />
          </nav>
        </Drawer>
        <main className="main" id="main" ref={main} tabIndex={-1}>
          <Suspense fallback={<Loading words={t('正在打开')} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </PlaceContext>
  )
}

/** After going to another page the keyboard starts at its beginning. */
function useFocusAfterGoing(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== path) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [main, path])
}
