// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all sessions that an action on many would end.
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "ui/actions/confirmation/victimmodel.h"

namespace lockmaster {

class TableView;

class VictimList : public QWidget
{
    Q_OBJECT
public:
    explicit VictimList(QWidget *parent = nullptr);
    ~VictimList() override;

    void setRows(const ActionPlan &plan, const std::vector<SubjectOutcome> &outcomes);
    [[nodiscard]] VictimModel &model() const { return *m_model; }

private:
    std::unique_ptr<VictimModel> m_model;
    TableView *m_view;
};

} // namespace lockmaster
