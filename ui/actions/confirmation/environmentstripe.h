// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The top of a dialog that acts: the environment by colour and name, and what is about to be done.
#pragma once

#include <QWidget>

#include "model/target.h"

namespace lockmaster {

class EnvironmentStripe : public QWidget
{
    Q_OBJECT
public:
    explicit EnvironmentStripe(QWidget *parent = nullptr);

    void setTarget(Environment environment, const QString &title);
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_environment; ///< translated, upper case
    QString m_title;
    QString m_key; ///< environmentName()
};

} // namespace lockmaster
