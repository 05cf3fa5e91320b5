-- What MySQL has from version 9 on.
CREATE TABLE vectors (id INT PRIMARY KEY, embedding VECTOR(4));
INSERT INTO vectors VALUES
    (1, STRING_TO_VECTOR('[1,2,3,4]')), (2, STRING_TO_VECTOR('[-0,3.402823e38,1.17549435e-38,0.1]')),
    (3, STRING_TO_VECTOR('[7]')), (4, NULL);
