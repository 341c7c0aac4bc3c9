import { useRouterState } from '@tanstack/react-router'
import { WorldSystems } from '../../engine/world-systems.tsx'
import { menuTitle } from '../../lib/menu-entries.ts'
import { t } from '../../lib/t.ts'
import { Page } from '../../ui/page.tsx'

/** A world that consists of systems alone. */
export function Screen() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const menu = path.slice(1)
  return (
    <Page title={menuTitle(menu)} about={t('按体系办理的事项：申报、评审、公示和结果。')}>
      <WorldSystems menu={menu} empty={t('还没有属于这里的体系。')} />
    </Page>
  )
}
