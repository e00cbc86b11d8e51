// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons below a table: what helps with the row that is selected there, in its menu and for the palette too. They are for
// that row until another is selected. GUI thread.
#pragma once

#include <QAction>
#include <QWidget>
#include <vector>

#include "ui/progress/progressoffers.h"

class QPushButton;

namespace lockmaster {

class Page;
class PlainLabel;
class TableFrame;

class OfferBar : public QWidget
{
    Q_OBJECT
public:
    /// The actions are the page's, too; their keys work in the table: Delete and Shift+Delete.
    OfferBar(Page &page, TableFrame &table);

    void setOffers(std::vector<RowOffer> offers); ///< at most kMostOffers; none: nothing is selected
    void setWords(const QString &words);          ///< about the row
    [[nodiscard]] QString words() const;
    [[nodiscard]] const std::vector<RowOffer> &offers() const { return m_offers; }
    [[nodiscard]] QAction *action(std::size_t place) const { return m_actions[place]; }

Q_SIGNALS:
    void actionRequested(const lockmaster::ActionRequest &request);

private:
    void addOffer(Page &page, TableFrame &table, const QKeySequence &key);
    void showOffer(std::size_t place);
    void take(std::size_t place);

    std::vector<RowOffer> m_offers;
    std::vector<QAction *> m_actions;
    std::vector<QPushButton *> m_buttons;
    PlainLabel *m_words;
    PlainLabel *m_reason;
};

} // namespace lockmaster
