import { useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { programmes, programmesSheet } from '#contract/programme.ts'
import type { ProgrammeRow } from '#contract/programme.ts'
import { WorldSystems } from '../../engine/world-systems.tsx'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useManifests, WORLD_WORDS, worldOf, worlds } from '../../lib/worlds.ts'
import type { World } from '../../lib/worlds.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Segments } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { whyNot } from '../../lib/abilities.ts'
import { SchoolBasedTabs } from '../school-based/tabs.tsx'
import { CalendarView } from './calendar.tsx'
import { ProgrammeList } from './list.tsx'
import { NewProgramme } from './new-programme.tsx'

/** The programmes of one world: as a list, or as a calendar of their activities. */
export function Screen() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const world = worlds.find((one) => path === `/${one}`) ?? 'training'
  return <Programmes key={world} world={world} />
}

function Programmes({ world }: { world: World }) {
  const year = useYear()
  const { view = 'list', q, system, level, unit } = useAddress()
  const filter = useFilter()
  const manifests = useManifests()
  const [adding, setAdding] = useState(false)
  const query = { year, q, system, level, unit }
  const asked = useCall(programmes, { query: { ...query, limit: 10000 } })
  const words = WORLD_WORDS[world]
  const actions = asked.data?.actions ?? []
  return (
    <Page
      title={t(words.title)}
      about={t(words.about)}
      actions={
        <>
          <Segments
            label={t('看法')}
            value={view}
            choices={[
              { value: 'list', label: t('列表') },
              { value: 'calendar', label: t('日历') },
            ]}
            onChoose={(next) => filter({ view: next === 'list' ? undefined : next })}
          />
          <ActionLink href={address(programmesSheet, {}, query)} file>
            {t('导出 Excel')}
          </ActionLink>
          <Action primary onClick={() => setAdding(true)} whyNot={whyNot(actions, 'create')}>
            {t('新建项目')}
          </Action>
        </>
      }
    >
      {world === 'school-based' && <SchoolBasedTabs now="projects" />}
      <WorldSystems menu={world} />
      {view === 'calendar' ? (
        <CalendarView world={world} />
      ) : (
        <Answer asked={asked}>
          {(data) => (
            <ProgrammeList
              world={world}
              rows={data.rows.filter((row: ProgrammeRow) => worldOf(row.system, manifests) === world)}
            />
          )}
        </Answer>
      )}
      <NewProgramme world={world} open={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}
