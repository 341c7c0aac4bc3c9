import { useEffect, useRef, useState } from 'react'
import { sendInPieces } from './resumable.ts'
import type { Progress } from './resumable.ts'
import { wordsOf } from './use-call.ts'

/** A file on its way: its name and size, how far it is, the upload's id once it is there, or what went wrong. */
export type Upload = {
  name: string
  bytes: number
  progress: Progress
  id: string | null
  trouble: string | null
}

/** Sends one file at a time, resumably; leaving the page leaves off, coming back goes on. */
export function useUpload(): { upload: Upload | null; start: (file: File) => void; clear: () => void } {
  const [upload, setUpload] = useState<Upload | null>(null)
  const control = useRef<AbortController | null>(null)
  useEffect(() => () => control.current?.abort(), [])
  const start = (file: File): void => {
    control.current?.abort()
    const own = new AbortController()
    control.current = own
    const state = {
      name: file.name,
      bytes: file.size,
      progress: { sent: 0, waiting: false },
      id: null,
      trouble: null,
    }
    setUpload(state)
    const tell = (change: Partial<Upload>): void => {
      if (!own.signal.aborted) setUpload((now) => ({ ...(now ?? state), ...change }))
    }
    sendInPieces(file, (progress) => tell({ progress }), own.signal).then(
      (id) => tell({ id }),
      (error: unknown) => tell({ trouble: wordsOf(error) }),
    )
  }
  const clear = (): void => {
    control.current?.abort()
    setUpload(null)
  }
  return { upload, start, clear }
}
