import { useParams } from '@tanstack/react-router'
import { casePage } from '#contract/case.ts'
import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import { useCaseDraft } from '../../engine/case-draft.ts'
import type { CaseDraft } from '../../engine/case-draft.ts'
import { gathered } from '../../engine/gathered.ts'
import type { CaseData } from '../../engine/panels.ts'
import { StageTrack } from '../../engine/stage-track.tsx'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useCaseManifest } from '../../lib/case-systems.ts'
import { menuTitle } from '../../lib/menu-entries.ts'
import { usePlace } from '../../lib/place.ts'
import { useMe, worksAtDesk } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { panelsOf } from '../panels.ts'
import { CaseState } from './columns.tsx'
import { Committee } from './committee.tsx'
import { CaseDocuments } from './documents.tsx'
import { Deeds } from './deeds.tsx'
import { Effects, History } from './history.tsx'
import { FilledForm, FormToFill } from './form.tsx'
import { Judges } from './judges.tsx'
import { Materials } from './materials.tsx'
import { Objections } from './objections.tsx'

/** One case: where it stands, what is missing, what was handed in, what happened, and what can be done. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(casePage, { params: { id } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Case key={id} data={data} />}</Answer>
}

function Case({ data }: { data: CaseData }) {
  const { row } = data
  const manifest = useCaseManifest(row.system)
  const atDesk = worksAtDesk(useMe())
  usePlace(atDesk ? (manifest?.menu ?? 'today') : 'apply')
  if (manifest === undefined) return null
  // a case that has moved on is another form to fill in
  return <CaseAt key={`${row.stage} ${row.status}`} data={data} manifest={manifest} atDesk={atDesk} />
}

type AtProps = { data: CaseData; manifest: CaseManifest; atDesk: boolean }

function CaseAt({ data, manifest, atDesk }: AtProps) {
  const { row } = data
  const stage = stageNow(data, manifest)
  const fields = manifest.form.filter(({ name }) => stage?.fields.includes(name))
  const draft = useCaseDraft({ id: row.id, fields, form: data.form })
  const unsaved = draft.state !== 'saved' && isFilling(data)
  const world = atDesk
    ? [
        { href: `/${manifest.menu}`, name: menuTitle(manifest.menu) },
        { href: link('/cases', { system: row.system }), name: t(manifest.title) },
      ]
    : [{ href: '/apply', name: menuTitle('apply') }]
  return (
    <>
      <Crumbs label={t('所属')} crumbs={world} />
      <Page
        title={`${row.name} · ${t(row.systemTitle)}`}
        about={[row.number, row.category, row.round].filter((word) => word !== null).join(' · ')}
        figure={<CaseState row={row} />}
        actions={<Deeds data={data} manifest={manifest} unsaved={unsaved} />}
      >
        <StageTrack track={data.track} late={row.late} />
        <Situation data={data} />
        <Slot data={data} manifest={manifest} />
        <Body data={data} manifest={manifest} draft={draft} />
      </Page>
    </>
  )
}

/** The stage where it stands; the first one for what is not handed in or has ended. */
function stageNow({ row }: CaseData, { stages }: CaseManifest): StageManifest | undefined {
  return stages.find(({ id }) => id === row.stage) ?? stages[0]
}

function isFilling({ actions }: CaseData): boolean {
  return offers(actions, 'fill') && whyNot(actions, 'fill') === undefined
}

/** Why it was returned or refused. */
function Situation({ data: { row, events } }: { data: CaseData }) {
  const last = events.at(-1)
  const told = row.status === 'returned' || row.ending === 'refused'
  if (!told || last?.because == null) return null
  return (
    <Notice tone={row.status === 'returned' ? 'warn' : 'late'}>
      {last.stageTitle}：{t(last.because)}
    </Notice>
  )
}

/** The panel that was made by hand for the stage where the case stands, if there is one. */
function Slot({ data, manifest }: { data: CaseData; manifest: CaseManifest }) {
  const { status, stage } = data.row
  const at = status === 'draft' ? (stage ?? manifest.stages[0]?.id ?? null) : stage
  const Panel = at === null ? undefined : panelsOf(manifest.id)[at]
  return Panel === undefined ? null : <Panel data={data} manifest={manifest} />
}

function Body({ data, manifest, draft }: { data: CaseData; manifest: CaseManifest; draft: CaseDraft }) {
  const fills = isFilling(data)
  const stage = stageNow(data, manifest)
  return (
    <div className="columns case-columns">
      <div>
        <Section title={fills ? t('填写') : t('申请表')}>
          {fills && stage !== undefined ? (
            <FormToFill data={data} manifest={manifest} stage={stage} draft={draft} />
          ) : (
            <FilledForm data={data} manifest={manifest} />
          )}
        </Section>
        <Section title={t('材料')}>
          <Materials data={data} mayChange={fills} />
        </Section>
        {fills && <HandIn data={data} manifest={manifest} unsaved={draft.state !== 'saved'} />}
      </div>
      <div>
        <Section title={t('申请人')}>
          <Subject data={data} />
        </Section>
        {data.rules.length > 0 && (
          <Section title={t('规定')}>
            <ul className="prose rules">
              {data.rules.map((rule) => (
                <li key={rule}>{t(rule)}</li>
              ))}
            </ul>
          </Section>
        )}
        <Judges data={data} stage={stage} />
        <Committee data={data} />
        <Objections data={data} manifest={manifest} />
        <Effects data={data} />
        {data.row.submitted !== null && <CaseDocuments whose="case" id={data.row.id} />}
        <Section title={t('经过')}>
          <History data={data} manifest={manifest} />
        </Section>
      </div>
    </div>
  )
}

/** Where the form ends: what is still missing, and handing in. */
function HandIn({ data, manifest, unsaved }: { data: CaseData; manifest: CaseManifest; unsaved: boolean }) {
  const { missing } = data
  return (
    <Section title={t('提交')}>
      {missing.length > 0 && (
        <Notice tone="warn">
          {t('提交之前还差：')}
          <ul>
            {gathered(missing).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="form-actions">
        <Deeds data={data} manifest={manifest} unsaved={unsaved} only="submit" />
      </div>
    </Section>
  )
}

function Subject({ data: { subject } }: { data: CaseData }) {
  const atDesk = worksAtDesk(useMe())
  const name =
    subject.personId === null || !atDesk ? (
      subject.name
    ) : (
      <a href={`/people/${subject.personId}`}>{subject.name}</a>
    )
  return (
    <Facts
      facts={[
        { term: t('姓名'), value: name },
        ...subject.facts.map(({ title, value }) => ({ term: t(title), value: t(value) })),
      ]}
    />
  )
}
