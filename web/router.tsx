import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { parseSearch, stringifySearch } from './lib/address.ts'
import { Lost, Broken } from './shell/lost.tsx'
import { Screen as Home } from './screens/home/home.tsx'
import { Root } from './shell/root.tsx'

type Load = () => Promise<{ Screen: ComponentType }>

/** The desk's addresses and the page behind each; every page is its own piece of script. */
const SCREENS: Record<string, Load> = {
  '/': () => Promise.resolve({ Screen: Home }),
  '/network': () => import('./screens/network/network.tsx'),
  '/network/$code': () => import('./screens/network/unit.tsx'),
  '/people': () => import('./screens/people/people.tsx'),
  '/people/certificates': () => import('./screens/people/certificates.tsx'),
  '/people/titles': () => import('./screens/titles/titles.tsx'),
  '/people/$id': () => import('./screens/people/person.tsx'),
  '/training': () => import('./screens/programmes/programmes.tsx'),
  '/school-based': () => import('./screens/programmes/programmes.tsx'),
  '/school-based/assigned': () => import('./screens/school-based/assigned.tsx'),
  '/school-based/checks': () => import('./screens/school-based/draws.tsx'),
  '/school-based/checks/$id': () => import('./screens/school-based/draw.tsx'),
  '/school-based/checks/$id/$activity': () => import('./screens/school-based/sheet.tsx'),
  '/school-based/handbooks': () => import('./screens/school-based/handbooks.tsx'),
  '/school-based/handbooks/$person': () => import('./screens/school-based/handbook.tsx'),
  '/research': () => import('./screens/programmes/programmes.tsx'),
  '/programmes/$id': () => import('./screens/programmes/programme.tsx'),
  '/supervision': () => import('./screens/supervision/supervision.tsx'),
  '/cases': () => import('./screens/cases/cases.tsx'),
  '/cases/figures': () => import('./screens/cases/figures.tsx'),
  '/cases/$id': () => import('./screens/cases/case.tsx'),
  '/case-documents/$whose/$id/$document': () => import('./screens/cases/documents-page.tsx'),
  '/rounds': () => import('./screens/rounds/rounds.tsx'),
  '/rounds/$id/committee': () => import('./screens/committees/committees.tsx'),
  '/rounds/$id/exams': () => import('./screens/exams/exams.tsx'),
  '/needs': () => import('./screens/needs/needs.tsx'),
  '/complaints': () => import('./screens/rounds/complaints.tsx'),
  '/judgings': () => import('./screens/judgings/judgings.tsx'),
  '/apply': () => import('./screens/apply/apply.tsx'),
  '/holidays': () => import('./screens/calendar/holidays.tsx'),
  '/systems': () => import('./screens/systems/systems.tsx'),
  '/systems/$id': () => import('./screens/systems/system.tsx'),
  '/activities/$id': () => import('./screens/activity/activity.tsx'),
  '/credits': () => import('./screens/credits/standing.tsx'),
  '/credits/people': () => import('./screens/credits/people.tsx'),
  '/credits/policy': () => import('./screens/credits/policy.tsx'),
  '/figures': () => import('./screens/figures/figures.tsx'),
  '/figures/$id': () => import('./screens/figures/compare.tsx'),
  '/figures/$id/records': () => import('./screens/figures/records.tsx'),
  '/documents': () => import('./screens/documents/documents.tsx'),
  '/documents/$id': () => import('./screens/documents/document.tsx'),
  '/resources': () => import('./screens/works/works.tsx'),
  '/resources/works/$id': () => import('./screens/works/work.tsx'),
  '/resources/library': () => import('./screens/library/library.tsx'),
  '/resources/volumes': () => import('./screens/volumes/volumes.tsx'),
  '/resources/volumes/$id': () => import('./screens/volumes/volume.tsx'),
  '/resources/archives': () => import('./screens/archives/archives.tsx'),
  '/resources/archives/$kind/$id': () => import('./screens/archives/archive.tsx'),
  '/topics': () => import('./screens/topics/topics.tsx'),
  '/topics/$id': () => import('./screens/topics/round.tsx'),
  '/topics/$id/board': () => import('./screens/topics/board.tsx'),
  '/topics/$id/lineage': () => import('./screens/topics/lineage.tsx'),
  '/money': () => import('./screens/money/money.tsx'),
  '/money/programmes/$id': () => import('./screens/money/programme.tsx'),
  '/todo': () => import('./screens/messages/todo.tsx'),
  '/notices': () => import('./screens/messages/notices.tsx'),
  '/notices/$id': () => import('./screens/messages/notice.tsx'),
  '/circulars': () => import('./screens/messages/circulars.tsx'),
  '/circulars/$id': () => import('./screens/messages/circular.tsx'),
  '/regulations': () => import('./screens/messages/regulations.tsx'),
  '/channels': () => import('./screens/messages/channels.tsx'),
  '/import': () => import('./screens/import/import.tsx'),
  '/import/$id': () => import('./screens/import/job.tsx'),
  '/accounts': () => import('./screens/accounts/accounts.tsx'),
  '/audit': () => import('./screens/audit/audit.tsx'),
  '/questionnaires': () => import('./screens/questionnaires/questionnaires.tsx'),
  '/questionnaires/$id': () => import('./screens/questionnaires/questionnaire.tsx'),
  '/questionnaires/$id/doors/$door': () => import('./screens/questionnaires/door-links.tsx'),
  '/appraisals': () => import('./screens/appraisals/appraisals.tsx'),
  '/appraisals/$id': () => import('./screens/appraisals/appraisal.tsx'),
  '/appraisals/$id/judges/$judge': () => import('./screens/appraisals/score-sheet.tsx'),
  '/appraisal-targets/$id': () => import('./screens/appraisals/target.tsx'),
  '/standards': () => import('./screens/appraisals/standards.tsx'),
  '/standards/$id': () => import('./screens/appraisals/standard.tsx'),
  '/me': () => import('./screens/me/me.tsx'),
}

const root = createRootRoute({ component: Root, notFoundComponent: Lost, errorComponent: Broken })
const pages = Object.entries(SCREENS).map(([path, load]) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, 'Screen') }),
)

export const router = createRouter({
  routeTree: root.addChildren(pages),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: false,
})

/** True when an address is one of the desk's own pages. */
export function isDeskPath(path: string): boolean {
  const parts = path.split('/')
  return Object.keys(SCREENS).some((pattern) => {
    const wanted = pattern.split('/')
    return (
      wanted.length === parts.length && wanted.every((part, i) => part.startsWith('$') || part === parts[i])
    )
  })
}
