import { useState } from 'react'
import { cases } from '#contract/case.ts'
import { judgings } from '#contract/judging.ts'
import { rounds } from '#contract/round.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import type { CaseRow } from '#contract/case.ts'
import { Answer } from '../../lib/answer.tsx'
import { link } from '../../lib/address.ts'
import { useCaseManifests } from '../../lib/case-systems.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { CaseState } from '../cases/columns.tsx'
import { NewCase } from '../cases/new-case.tsx'

/** Who applies and judges without a desk: own applications, what can be applied for now, and what is to be judged. */
export function Screen() {
  const me = useMe()
  const handedIn = useCall(cases, { query: { limit: 200 } })
  const drafts = useCall(cases, { query: { status: 'draft', limit: 200 } })
  return (
    <Page
      title={t('我的申请')}
      about={t('资格认定、评选等事项的申请和进展。')}
      actions={
        <>
          <ActionLink href="/needs">{t('补训需求')}</ActionLink>
          {me.role === 'teacher' && <ActionLink href="/m">{t('回到手机页')}</ActionLink>}
        </>
      }
    >
      <Judging />
      <Answer asked={drafts}>
        {(data) => data.rows.length > 0 && <Cases title={t('还没有提交')} rows={data.rows} />}
      </Answer>
      <Answer asked={handedIn}>{(data) => <Cases title={t('已提交')} rows={data.rows} />}</Answer>
      <Section title={t('可以申请')}>
        <Offers own={[...(drafts.data?.rows ?? []), ...(handedIn.data?.rows ?? [])]} />
      </Section>
    </Page>
  )
}

function Judging() {
  const { data } = useCall(judgings, {})
  const waiting = (data?.judgings ?? []).filter(({ open, points }) => open && points === null).length
  if ((data?.judgings.length ?? 0) === 0) return null
  return (
    <Section title={t('我的评审')}>
      <p>
        <a href="/judgings">{waiting > 0 ? t('有 {n} 份等您评', { n: waiting }) : t('都评完了，可以查看')}</a>
      </p>
    </Section>
  )
}

function Cases({ title, rows }: { title: string; rows: readonly CaseRow[] }) {
  return (
    <Section title={title}>
      {rows.length === 0 && <p className="quiet">{t('还没有。')}</p>}
      <ul className="own-cases">
        {rows.map((row) => (
          <li key={row.id}>
            <a href={link(`/cases/${row.id}`)}>
              <strong>{t(row.systemTitle)}</strong>
              <span className="quiet">
                {[row.category, row.round, row.number].filter((word) => word !== null).join(' · ')}
              </span>
              <span>
                <CaseState row={row} /> {row.stageTitle !== null && t(row.stageTitle)}
                {row.waitsFor !== null && (
                  <span className="quiet"> {t('由{who}办理', { who: t(row.waitsFor) })}</span>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The systems that are open to the caller: those with a round that takes applications, and those without rounds. */
function Offers({ own }: { own: readonly CaseRow[] }) {
  const me = useMe()
  const manifests = useCaseManifests()
  const { data } = useCall(rounds, { query: {} })
  const [chosen, setChosen] = useState<CaseManifest | null>(null)
  const open = (data?.rounds ?? []).filter(({ state }) => state === 'open')
  const offered = manifests.filter(
    ({ id, rounds: inRounds, subject }) =>
      (me.role === 'teacher' ? subject !== 'school' : subject === 'anyone') &&
      (inRounds === null || open.some(({ system }) => system === id)),
  )
  if (offered.length === 0) return <Empty because={t('现在没有正在受理的申请。')} />
  return (
    <ul className="offers">
      {offered.map((manifest) => (
        <li key={manifest.id}>
          <strong>{t(manifest.title)}</strong>
          <p className="quiet">{t(manifest.about)}</p>
          {open
            .filter(({ system }) => system === manifest.id)
            .map(({ id, title, closesOn }) => (
              <p key={id}>{t('{title}，{day} 截止', { title, day: closesOn })}</p>
            ))}
          <Papers manifest={manifest} />
          <Begin
            underWay={own.find(({ system, status }) => system === manifest.id && status !== 'ended')}
            another={
              manifest.rounds === null ||
              open.some(({ system, title }) => system === manifest.id && !isIn(own, system, title))
            }
            onBegin={() => setChosen(manifest)}
          />
        </li>
      ))}
      {chosen !== null && <NewCase manifest={chosen} onClose={() => setChosen(null)} />}
    </ul>
  )
}

/** Whether an application is under way in a round, which takes one of each. */
function isIn(own: readonly CaseRow[], system: string, round: string): boolean {
  return own.some((row) => row.system === system && row.round === round && row.status !== 'ended')
}

/** What to have at hand before one begins. */
function Papers({ manifest: { materials } }: { manifest: CaseManifest }) {
  if (materials.length === 0) return null
  return (
    <p>
      {t('请先准备好（拍照或扫描）：')}
      {materials
        .map(({ title, optional }) =>
          optional ? t('{title}（有要求的才交）', { title: t(title) }) : t(title),
        )
        .join(t('、'))}
    </p>
  )
}

type BeginProps = { underWay: CaseRow | undefined; another: boolean; onBegin: () => void }

/** Who has one under way is led to it first; another is offered where it would be taken. */
function Begin({ underWay, another, onBegin }: BeginProps) {
  return (
    <div className="form-actions">
      {underWay !== undefined && (
        <ActionLink primary href={link(`/cases/${underWay.id}`)}>
          {t('打开在办的申请')}
        </ActionLink>
      )}
      {another && (
        <Action primary={underWay === undefined} onClick={onBegin}>
          {t('申请')}
        </Action>
      )}
    </div>
  )
}
