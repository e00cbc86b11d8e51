// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/panes.h"

#include "ui/theme/tokens.h"

#include <QLayout>

namespace lockmaster {

QSplitter *makePanes(Qt::Orientation orientation, QWidget *first, QWidget *second, std::pair<int, int> shares,
                     QWidget *parent)
{
    auto *panes = new QSplitter(orientation, parent);
    panes->setChildrenCollapsible(false);
    panes->addWidget(first);
    panes->addWidget(second);
    panes->setStretchFactor(0, shares.first);
    panes->setStretchFactor(1, shares.second);
    const bool isBeside = orientation == Qt::Horizontal;
    first->layout()->setContentsMargins(0, 0, isBeside ? size::kInner : 0, isBeside ? 0 : size::kInner);
    second->layout()->setContentsMargins(isBeside ? size::kInner : 0, isBeside ? 0 : size::kInner, 0, 0);
    return panes;
}

} // namespace lockmaster
