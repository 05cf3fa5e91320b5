SET NAMES utf8mb4;
SET SESSION sql_mode='STRICT_TRANS_TABLES';
SET SESSION time_zone='+00:00';
DROP TABLE IF EXISTS `beleg`;
CREATE TABLE `beleg` (id INT NOT NULL PRIMARY KEY, belegnr BIGINT UNSIGNED NOT NULL, menge INT NULL, preis DECIMAL(10,2) NOT NULL, satz DOUBLE NULL, am DATE NOT NULL, titel VARCHAR(60) NOT NULL) DEFAULT CHARSET=utf8mb4;
INSERT INTO `beleg` (`id`,`belegnr`,`menge`,`preis`,`satz`,`am`,`titel`) VALUES
('1','7','7','2128.67','0.19','2024-02-03','Filter'),
('2','8','12','99.90','17.25','2024-03-09','Lampe'),
('3','42','1200','45.60',NULL,'2024-11-30','Rad');
