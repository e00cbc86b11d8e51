// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A table's header with a row of filters below it, one for each column, that is shown on demand.
#pragma once

#include <QHeaderView>
#include <QLineEdit>
#include <map>

namespace lockmaster {

class FilterHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit FilterHeader(QWidget *parent);

    void setFiltersShown(bool shown);
    [[nodiscard]] bool areFiltersShown() const { return m_areFiltersShown; }
    /// The field of a column; made when it is asked for.
    QLineEdit *filterField(int column);
    void clearFields();
    void placeFields(); ///< below their columns
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void filterEdited(int column, const QString &text);
    void filtersDismissed(); ///< Escape in a field

protected:
    void updateGeometries() override;
    /// The sign points where values get larger: ▲ for the smallest first, ▼ for the largest.
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] int titleHeight() const;
    std::map<int, QLineEdit *> m_fields;
    bool m_areFiltersShown = false;
};

} // namespace lockmaster
