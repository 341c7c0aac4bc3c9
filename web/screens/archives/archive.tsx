import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { archivePage, archiveZip } from '#contract/archives.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Materials } from './materials.tsx'
import { PutOnFile } from './put-on-file.tsx'
import { Seal } from './seal.tsx'
import { Changes, Seals } from './seals.tsx'

export type ArchiveData = z.output<NonNullable<typeof archivePage.reply>>
type Kind = ArchiveData['kind']

/** One archive: each material with what is there and what is missing, its seals, and the whole to take away. */
export function Screen() {
  const { kind, id = '' } = useParams({ strict: false }) as { kind?: string; id?: string }
  const year = useYear()
  const of: Kind = kind === 'unit' || kind === 'case' ? kind : 'programme'
  const asked = useCall(archivePage, { params: { kind: of, id }, query: { year } })
  return <Answer asked={asked}>{(data) => <Archive data={data} />}</Answer>
}

function Archive({ data }: { data: ArchiveData }) {
  const year = useYear()
  const [doing, setDoing] = useState<string | null>(null)
  const { kind, id } = data
  const close = () => setDoing(null)
  const own = {
    programme: link(`/programmes/${id}`, { year: data.year }),
    case: link('/cases', { round: id }),
    unit: link(`/network/${id}`, { year }),
  }[kind]
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[
          { href: link('/resources/archives', { year, kind }), name: t('档案') },
          { href: own, name: data.unit.name },
        ]}
      />
      <Page
        title={t('{title} 档案', { title: data.title })}
        about={t('由{unit}保管。材料取自工作记录；记录改了，这里跟着变。', { unit: data.unit.name })}
        figure={<Figure title={t('完整度')} value={data.percent} unit="%" />}
        actions={
          <>
            <ActionLink href={address(archiveZip, { kind, id }, { year })} file>
              {t('导出整份档案')}
            </ActionLink>
            <Action primary onClick={() => setDoing('seal')} whyNot={whyNot(data.actions, 'seal')}>
              {t('封存')}
            </Action>
          </>
        }
      >
        <Changes data={data} />
        <Materials data={data} onPut={setDoing} />
        <Seals data={data} />
      </Page>
      {doing === 'seal' && <Seal data={data} onClose={close} />}
      {doing !== null && doing !== 'seal' && <PutOnFile data={data} material={doing} onClose={close} />}
    </>
  )
}
