// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to the server of a page as a whole: a button with a menu of every action of the registry that is offered
// on this page, with the reason when it cannot be done now.
#pragma once

#include <QToolButton>

#include "model/serverkind.h"

class QMenu;

namespace lockmaster {

class Page;

class PageActions : public QToolButton
{
    Q_OBJECT
public:
    PageActions(ServerKind kind, Page &page, QWidget *parent = nullptr);

private:
    void fill();

    ServerKind m_kind;
    Page &m_page;
    QMenu *m_menu;
};

} // namespace lockmaster
