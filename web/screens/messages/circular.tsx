import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { CIRCULAR_KINDS, circularFile, circularPage } from '#contract/circular.ts'
import type { FigureRef } from '#contract/figures.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { usePlace } from '../../lib/place.ts'
import { mayEdit, useMe, worksAtDesk } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Sheet } from '../documents/sheet.tsx'
import { RecordsPanel } from '../figures/records-panel.tsx'
import '../documents/document.css'
import './messages.css'

type Data = z.output<NonNullable<typeof circularPage.reply>>

/** A circular as it prints; at a desk each number opens to its records. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(circularPage, { params: { id } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Shown data={data} />}</Answer>
}

function Shown({ data: { circular, html } }: { data: Data }) {
  const me = useMe()
  usePlace('messages')
  const [open, setOpen] = useState<readonly FigureRef[]>([])
  const atDesk = worksAtDesk(me)
  return (
    <Page
      title={circular.number}
      about={t('{kind}，{unit}，{day}由{who}印发。', {
        kind: t(CIRCULAR_KINDS[circular.kind]),
        unit: circular.unit.name,
        day: circular.issuedOn,
        who: circular.issuedBy,
      })}
      actions={
        <>
          <PrintButton word={t('打印')} />
          {mayEdit(me) && (
            <ActionLink href={link('/notices', { circular: circular.id })}>{t('发给各单位')}</ActionLink>
          )}
          <ActionLink primary href={address(circularFile, { id: circular.id }, {})} file>
            {t('下载 docx')}
          </ActionLink>
        </>
      }
    >
      {atDesk && <Crumbs label={t('所属')} crumbs={[{ href: '/circulars', name: t('通报简报') }]} />}
      <div className="desk-top" tabIndex={0} role="region" aria-label={t('预览')}>
        <Sheet html={html} language="zh-Hans" onOpen={atDesk ? setOpen : () => undefined} />
      </div>
      {atDesk && <RecordsPanel references={open} onClose={() => setOpen([])} />}
    </Page>
  )
}
