// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A strip that says what is to be known before anything else on a page: a state, a headline, and words. Hidden while
// there is nothing to say.
#pragma once

#include <QFrame>

#include "ui/theme/tokens.h"

class QHBoxLayout;

namespace lockmaster {

class PlainLabel;
class StateMark;

struct Note {
    HealthState state = HealthState::Unknown;
    QString headline; ///< empty: there is nothing to say
    QString words;    ///< may have several lines; server text in it is made plain before

    bool operator==(const Note &) const = default;
};

class NoteStrip : public QFrame
{
    Q_OBJECT
public:
    explicit NoteStrip(const QString &accessibleName, QWidget *parent = nullptr);

    void setNote(const Note &note);
    [[nodiscard]] const Note &note() const { return m_note; }
    void addButton(QWidget *button); ///< at its end

private:
    Note m_note;
    StateMark *m_mark;
    PlainLabel *m_headline;
    PlainLabel *m_words;
    QHBoxLayout *m_line;
};

} // namespace lockmaster
