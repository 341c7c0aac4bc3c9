import { useState } from 'react'
import { cases } from '#contract/case.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import type { CaseRow } from '#contract/case.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useCaseManifest } from '../../lib/case-systems.ts'
import { usePlace } from '../../lib/place.ts'
import { useMe, useNamedYear, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { FILTERS } from './filters.tsx'
import { CaseList } from './list.tsx'
import { beside } from './beside.ts'
import { NewCase } from './new-case.tsx'
import { StageStrip } from './stage-strip.tsx'

/** The cases of a system, or of all: what waits, where it stands, and what can be done with many at once. */
export function Screen() {
  const year = useNamedYear()
  const usual = useYear()
  const at = useAddress()
  const manifest = useCaseManifest(at['system'])
  usePlace(manifest?.menu ?? 'today')
  const filters = Object.fromEntries(FILTERS.map((name) => [name, at[name]]))
  const query = { system: at['system'], year, ...filters }
  const list = useRows(cases, { query })
  const total = list.asked.data?.total ?? 0
  const [adding, setAdding] = useState(false)
  const actions = list.asked.data?.actions ?? []
  return (
    <Page
      title={t(manifest?.title ?? '事项')}
      about={t(manifest?.about ?? '各体系的申请和办理情况。')}
      figure={
        <Figure
          title={t('事项')}
          value={total}
          unit={t('件')}
          href={link('/cases', { system: at['system'], year })}
        />
      }
      actions={
        <>
          {manifest !== undefined && <Links manifest={manifest} year={newest(list.rowAt(0)) ?? usual} />}
          {manifest !== undefined && offers(actions, 'open') && (
            <Action primary onClick={() => setAdding(true)} whyNot={whyNot(actions, 'open')}>
              {t('新建申请')}
            </Action>
          )}
        </>
      }
    >
      {manifest !== undefined && adding && <NewCase manifest={manifest} onClose={() => setAdding(false)} />}
      <Answer asked={list.asked}>
        {(data) => (
          <>
            <StageStrip stages={data.stages} />
            <CaseList manifest={manifest} list={list} total={data.total} query={query} />
          </>
        )}
      </Answer>
    </Page>
  )
}

/** The year of a case; its number begins with it. */
function newest(row: CaseRow | undefined): number | undefined {
  return row === undefined ? undefined : Number(row.number.slice(0, 4))
}

function Links({ manifest: { id, rounds }, year }: { manifest: CaseManifest; year: number }) {
  const me = useMe()
  return (
    <>
      {beside(id, me).map(({ path, title }) => (
        <ActionLink key={path} href={path}>
          {t(title)}
        </ActionLink>
      ))}
      <ActionLink href={link('/cases/figures', { system: id, year })}>{t('数字')}</ActionLink>
      {rounds !== null && <ActionLink href={link('/rounds', { system: id, year })}>{t('批次')}</ActionLink>}
      <ActionLink href={link(`/systems/${id}`, { year })}>{t('规定')}</ActionLink>
    </>
  )
}
