// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A session's ages, two in a line: query, transaction, state, session. They go on with the snapshots, not in between.
#pragma once

#include <QWidget>
#include <array>

#include "model/postgres/session.h"

namespace lockmaster {

class PlainLabel;

class AgesView : public QWidget
{
    Q_OBJECT
public:
    explicit AgesView(QWidget *parent = nullptr);

    void showSession(const Session &session, ServerTime serverNow);

private:
    std::array<PlainLabel *, 4> m_values{};
};

} // namespace lockmaster
