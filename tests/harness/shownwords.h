// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person can read on a page, and what a screen reader says of what is painted.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractItemModel>
#include <QLabel>
#include <QStringList>

namespace lockmaster {

inline QStringList wordsOfTable(const QAbstractItemView &view)
{
    constexpr int kMostRows = 50;
    QStringList words;
    const QAbstractItemModel *model = view.model();
    for (int row = 0; model && row < std::min(model->rowCount(), kMostRows); ++row) {
        for (int column = 0; column < model->columnCount(); ++column)
            words << model->index(row, column).data().toString();
    }
    return words;
}

/// One line for each cell, label and description; only of what is visible.
inline QString shownWords(const QWidget &page)
{
    QStringList words{page.accessibleDescription()};
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(&page))
            continue;
        words << widget->accessibleDescription();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            words << button->text();
        else if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            words << wordsOfTable(*view);
        else // painted by hand
            words << widget->accessibleName();
    }
    words.removeAll(QString());
    return words.join(u'\n');
}

} // namespace lockmaster
