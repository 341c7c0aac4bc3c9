import { useId, useState } from 'react'
import type { DragEvent } from 'react'

type Props = {
  /** Name endings, as a file field takes them. */
  accept: string
  label: string
  hint?: string
  /** What is being done with the file now. */
  busy?: string | undefined
  onFile: (file: File) => void
}

/** A place to drop a file, or to choose one with mouse or keyboard. */
export function FileDrop({ accept, label, hint, busy, onFile }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined && busy === undefined) onFile(file)
  }
  return (
    <label
      htmlFor={id}
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{busy ?? label}</strong>
      {hint !== undefined && <span className="quiet">{hint}</span>}
      <input
        id={id}
        type="file"
        className="unseen"
        accept={accept}
        disabled={busy !== undefined}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) onFile(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}
