import { useState } from 'react'
import { t } from '../../lib/t.ts'
import { wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { useCodes } from './use-codes.ts'

/** One-time codes for a unit's teachers who have no account yet, as a list to print and cut up. */
export function TeacherCodes() {
  const [open, setOpen] = useState(false)
  const [unit, setUnit] = useState('')
  const units = useUnitChoices(['centre', 'cluster', 'school'])
  const make = useCodes()
  return (
    <>
      <Action onClick={() => setOpen(true)}>{t('教师激活码')}</Action>
      <SidePanel
        title={t('教师激活码')}
        open={open}
        onClose={() => setOpen(false)}
        foot={
          <Action
            primary
            busy={make.isPending}
            onClick={() => make.mutate({ unit })}
            whyNot={unit === '' ? t('请选择单位') : undefined}
          >
            {t('生成并下载')}
          </Action>
        }
      >
        <p className="prose">
          {t(
            '为该单位尚未启用账号的教师各生成一个一次性激活码，下载为 Excel，打印后裁开分发。以前发过而未用的激活码随即作废。',
          )}
        </p>
        <ChoiceField
          label={t('单位')}
          value={unit}
          choices={[{ value: '', label: t('请选择') }, ...units]}
          onChoose={setUnit}
        />
        {make.isError && <Notice tone="late">{wordsOf(make.error)}</Notice>}
        {make.isSuccess && <Notice tone="good">{t('已生成并下载。')}</Notice>}
      </SidePanel>
    </>
  )
}
