// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Says that a note is on the clipboard, and writes it to a file when asked. Hidden otherwise. GUI thread.
#pragma once

#include "codec/texts.h"
#include "incidents/incidentnote.h"
#include "ui/common/notices/notestrip.h"

namespace lockmaster {

class MomentBus;

class NoteBar : public NoteStrip
{
    Q_OBJECT
public:
    explicit NoteBar(MomentBus &bus, QWidget *parent = nullptr);

    /// Of what is kept of these targets now, as Markdown.
    void copyNote(const QStringList &targets, Texts texts = Texts::Masked);
    /// The note that was copied, as HTML or, by the name's end, as PDF; tells when it is done.
    void writeNote(const QString &path);
    void askWhere(); ///< for a file, and writes the note that was copied there

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void dismiss();
    void say(const QString &headline, HealthState state = HealthState::Ok);

    MomentBus &m_bus;
    IncidentNote m_noteCopied;
    Texts m_texts = Texts::Masked;
};

} // namespace lockmaster
