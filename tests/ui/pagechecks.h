// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every page has to stand: plain labels only, names for screen readers on all that can be operated.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringList>

namespace lockmaster::fixtures {

/// Names of classes of what can be operated and has no name.
inline QStringList namelessControls(const QWidget &page)
{
    QStringList nameless;
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isControl =
            button || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
            || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
        const bool isInner = widget->objectName().startsWith(QLatin1StringView("qt_"))
                             || qobject_cast<const QLineEdit *>(widget->parentWidget())
                             || widget->parentWidget()->inherits("QComboBox")
                             || widget->parentWidget()->inherits("QComboBoxPrivateContainer")
                             || widget->parentWidget()->inherits("QTableView");
        if (isControl && !isInner && widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
            nameless << QString::fromLatin1(widget->metaObject()->className());
    }
    return nameless;
}

/// Texts of labels that could be taken for markup.
inline QStringList richLabels(const QWidget &page)
{
    QStringList rich;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->textFormat() != Qt::PlainText)
            rich << label->text();
    }
    return rich;
}

/// Texts of cells with characters that may not reach the screen.
inline QStringList unseenInCells(const QAbstractItemModel &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QString text = model.index(row, column).data().toString();
            if (text.contains(u'\n') || text.contains(u'\u202e'))
                found << text;
        }
    }
    return found;
}

} // namespace lockmaster::fixtures
